// The course of each conversation in a recording: who came, and what others did in it that the client had not asked for. What the client
// asked itself it asks once more.
import type { XmlElement } from '../../protocol/xml';
import { elements, hasName, localName, rawText } from '../../protocol/xml-reader';
import { below, foldedUri, textBelow } from './documents';

interface Where {
  /** Who does it, in lower case. */
  readonly uri: string;
  /** Whether the conversation is one, and not between two. */
  readonly isConference: boolean;
}

interface Said {
  readonly text: string;
  readonly isFormatted: boolean;
}

export type ConversationDeed =
  | ({ readonly kind: 'send' } & Where & Said)
  | ({ readonly kind: 'typing'; readonly isTyping: boolean } & Where)
  /** Invites the client's user, and `others` where it is a conference. Without a text: into one that goes on already. */
  | ({ readonly kind: 'invite'; readonly others: readonly string[]; readonly subject: string } & Where & Said)
  /** Invites somebody else. */
  | ({ readonly kind: 'add'; readonly others: readonly string[] } & Where)
  | ({ readonly kind: 'leave' } & Where)
  | ({ readonly kind: 'eject' | 'promote'; readonly whom: string } & Where)
  | ({ readonly kind: 'lock'; readonly isLocked: boolean } & Where)
  /** Says yes or no to an invitation of the client's. */
  | { readonly kind: 'answer'; readonly uri: string; readonly isAccepting: boolean };

/** What is still to be found out for it is known at the end. */
type Draft = () => ConversationDeed;

const always =
  (deed: ConversationDeed): Draft =>
  () =>
    deed;

class Course {
  isConference = false;
  isConnected = false;
  /** Whether the client has asked somebody into it after it had begun. */
  hasCalled = false;
  ownRole = '';
  inviter: string | undefined;
  /** Who is there, and as what. */
  readonly present = new Map<string, string>();
  /** At any time. */
  readonly came = new Set<string>();
  /** Who comes without being asked by the client was asked together with these. */
  called: string[] | undefined;
  /** Whom the client asked to come, to go, to be a presenter; and whether to lock it. */
  readonly invited = new Set<string>();
  readonly ejected = new Set<string>();
  readonly promoted = new Set<string>();
  lock: string | undefined;

  invite(uris: readonly string[]): void {
    for (const uri of uris) this.invited.add(uri);
  }

  /** Of somebody whom the client has asked. */
  answer(uri: string, isAccepting: boolean): readonly Draft[] {
    return this.invited.delete(uri) ? [always({ kind: 'answer', uri, isAccepting })] : [];
  }

  /** Who can have done what a presenter alone can do; not to themselves. */
  leader(except?: string): Where | undefined {
    const others = [...this.present].filter(([uri]) => uri !== except);
    const leader =
      others.find(([, role]) => role === 'presenter') ?? others.find(([uri]) => uri === this.inviter) ?? others[0];
    return leader && { uri: leader[0], isConference: true };
  }

  by(uri?: string): Where {
    return { uri: foldedUri(uri), isConference: this.isConference };
  }
}

export class Courses {
  private readonly byNumber = new Map<string, Course>();
  /** Those of the client's that have no number yet, by request. */
  private readonly begun = new Map<string, Course>();
  /** Of the client's session. */
  private sid = '';

  constructor(private readonly self: string) {}

  /** `request`: a `conference` of the client's. */
  asked(sid: string, request: XmlElement): void {
    this.sid = sid;
    const [action] = elements(request);
    if (!action) return;
    const uris = below(action).flatMap((each) => (hasName(each, 'uri') ? foldedUri(rawText(each)) : []));
    const course = (): Course => this.course(request);
    switch (localName(action.name).toLowerCase()) {
      case 'initiateimsession':
      case 'initateimsession': {
        const begun = new Course();
        begun.isConference = uris.length > 1;
        this.begun.set(request.attributes['rid'] ?? '', begun);
        begun.invite(uris);
        return;
      }
      case 'inviteparticipants':
        course().hasCalled = true;
        course().invite(uris);
        return;
      case 'ejectparticipant':
        course().ejected.add(foldedUri(rawText(action)));
        return;
      case 'promoteparticipant':
        course().promoted.add(foldedUri(rawText(action)));
        return;
      case 'lock':
        course().lock = wordOf(action);
        return;
    }
  }

  /** `element`: whatever may tell the number of one that the client began. */
  numbered(element: XmlElement): void {
    const { rid = '', confId = '' } = element.attributes;
    const course = hasName(element, 'initiateImSessionAccepted') ? this.begun.get(rid) : undefined;
    if (!course) return;
    this.begun.delete(rid);
    this.byNumber.set(this.keyOf(confId), course);
  }

  /** `event`: a `conference` of the server's. */
  told(sid: string, event: XmlElement): readonly Draft[] {
    this.sid = sid;
    return elements(event).flatMap((inside): readonly Draft[] => {
      this.numbered(inside);
      if (hasName(inside, 'imSessionReceived')) return this.invited(event, inside);
      return this.happened(event, this.course(event), inside);
    });
  }

  private happened(event: XmlElement, course: Course, inside: XmlElement): readonly Draft[] {
    const word = wordOf(inside);
    switch (localName(inside.name).toLowerCase()) {
      case 'messagereceived':
        return [always({ kind: 'send', ...said(inside), ...course.by(inside.attributes['sender']) })];
      case 'composingstate': {
        const isTyping = word === 'composing';
        return [always({ kind: 'typing', isTyping, ...course.by(inside.attributes['uri']) })];
      }
      case 'escalationmode':
        return this.escalated(course, word);
      case 'role':
        return this.ownRole(course, word);
      case 'participant':
        return this.came(course, inside);
      case 'invitefailed':
        return course.answer(foldedUri(inside.attributes['uri']), false);
      case 'participantremoved':
        return this.went(course, foldedUri(word));
      case 'locked':
        return this.locked(course, word);
      case 'imsessionstate':
        if (word === 'connected') course.isConnected = true;
        if (word === 'terminated') this.byNumber.delete(this.keyOf(event.attributes['confId']));
        return [];
      default:
        return [];
    }
  }

  private keyOf(confId = ''): string {
    return `${this.sid} ${confId}`;
  }

  /** One that nobody has heard of is the client's own, whose number was told in an answer that was lost. */
  private course({ attributes }: XmlElement): Course {
    const key = this.keyOf(attributes['confId']);
    const known = this.byNumber.get(key);
    if (known) return known;
    const [rid, course] = [...this.begun].at(-1) ?? ['', new Course()];
    this.begun.delete(rid);
    this.byNumber.set(key, course);
    return course;
  }

  private invited(event: XmlElement, received: XmlElement): readonly Draft[] {
    const course = new Course();
    const inviter = elements(received).find((each) => hasName(each, 'inviter'));
    course.inviter = foldedUri(inviter?.attributes['uri']);
    course.isConference = textBelow(received, 'escalationMode').trim().toLowerCase().startsWith('escalat');
    this.byNumber.set(this.keyOf(event.attributes['confId']), course);
    const others = course.isConference ? (course.called = []) : [];
    const invitation = { subject: textBelow(received, 'subject'), ...said(received), ...course.by(course.inviter) };
    return [() => ({ kind: 'invite', others: [...others], ...invitation })];
  }

  /** From two to many: where the client asked nobody the other one did. */
  private escalated(course: Course, mode: string): readonly Draft[] {
    const wasConference = course.isConference;
    course.isConference = mode.startsWith('escalat');
    const [other] = course.present.keys();
    if (mode === 'none') return [...course.invited].flatMap((uri) => course.answer(uri, false));
    if (mode !== 'escalating' || wasConference || course.hasCalled || other === undefined) return [];
    const others: string[] = (course.called = []);
    return [() => ({ kind: 'add', uri: other, isConference: false, others: [...others] })];
  }

  private ownRole(course: Course, role: string): readonly Draft[] {
    const isNews = course.ownRole === 'attendee' && role === 'presenter' && !course.hasCalled;
    course.ownRole = role;
    const leader = isNews ? course.leader() : undefined;
    return leader ? [always({ kind: 'promote', whom: this.self, ...leader })] : [];
  }

  private came(course: Course, { attributes }: XmlElement): readonly Draft[] {
    const uri = foldedUri(attributes['uri']);
    const role = attributes['role']?.toLowerCase() ?? '';
    const [before, isFirst] = [course.present.get(uri), !course.came.has(uri)];
    course.present.set(uri, role);
    course.came.add(uri);
    if (course.invited.has(uri)) return course.answer(uri, true);
    if (!course.isConference) return [];
    const leader = course.leader(uri);
    if (before !== undefined) {
      const isNews = before === 'attendee' && role === 'presenter' && !course.promoted.has(uri);
      return isNews && leader ? [always({ kind: 'promote', whom: uri, ...leader })] : [];
    }
    if (uri === course.inviter || uri === this.self) return [];
    if (course.called && isFirst) {
      course.called.push(uri);
      return [];
    }
    // Those of a conference that the client comes into are there already.
    return course.isConnected && leader ? [always({ kind: 'add', others: [uri], ...leader })] : [];
  }

  private went(course: Course, uri: string): readonly Draft[] {
    course.present.delete(uri);
    if (course.ejected.delete(uri)) return [];
    if (uri !== this.self) return [always({ kind: 'leave', ...course.by(uri) })];
    const leader = course.leader();
    return leader ? [always({ kind: 'eject', whom: uri, ...leader })] : [];
  }

  private locked(course: Course, word: string): readonly Draft[] {
    const isOwn = course.lock === word;
    course.lock = undefined;
    const leader = isOwn ? undefined : course.leader();
    return leader ? [always({ kind: 'lock', isLocked: word === 'true', ...leader })] : [];
  }
}

const wordOf = (element: XmlElement): string => rawText(element).trim().toLowerCase();

/** How it looks is not compared, but that it is told. */
function said(element: XmlElement): Said {
  return { text: textBelow(element, 'content'), isFormatted: textBelow(element, 'format').trim() !== '' };
}
