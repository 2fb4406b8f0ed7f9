// Stanzas that somebody else sends into a session, whole ones and broken ones: `checkHostile` says what must hold for each of them. Run by
// a property test and, by the million, by `scripts/fuzz.mjs`. The same seed gives the same stanzas.
import { mutate, seededRandom, type Random } from '../../../protocol/testing/mutate';
import type { EventBody } from '../../world';
import { spaces } from '../spaces';
import type { XmlElement } from '../stream/element';
import { holds, own, SeatBench } from './seat-bench';

const lee = 'lee@example.com';
/** Whoever they are, none of them is the account, nor the service on behalf of it. */
const senders: readonly string[] = [
  ...[`${lee}/phone`, lee, 'mallory@example.org/x', 'example.com', 'conference.example.com'],
  ...['room@conference.example.com', 'room@conference.example.com/kim', 'room@conference.example.com/dana'],
  ...['dana@example.com.example.org', 'xdana@example.com/desk', 'dana@example.org/dana@example.com', 'dana'],
  ...[
    '',
    '@',
    'a@b@c',
    '/',
    `${'x'.repeat(1_100)}@example.com`,
    `${'x'.repeat(1_020)}@example.com/x`,
    'дана@example.com',
    'lee@example.com/\u202Edana',
  ],
];

const forwarded = (inner: string): string =>
  `<forwarded xmlns='${spaces.forward}'><delay xmlns='${spaces.delay}' stamp='2026-11-29T07:00:00Z'/>${inner}</forwarded>`;
const said = (from: string, to: string, more = ''): string =>
  `<message xmlns='jabber:client' from='${from}' to='${to}' type='chat' id='f1'><body>never said</body>${more}</message>`;
const receipt = `<received xmlns='${spaces.receipts}' id='q1'/>`;

/** Of each kind that a session knows something to do with, at the least one. */
const wholes: readonly string[] = [
  `<message type='chat' id='q1'><body>hello</body><thread>t</thread><request xmlns='${spaces.receipts}'/><active xmlns='${spaces.chatStates}'/></message>`,
  `<message id='q2'><subject>Slots</subject><body xml:lang='de'>a</body><body>b</body><html xmlns='${spaces.xhtmlIm}'><body xmlns='${spaces.xhtml}'><p style='color:#00f;font-weight:bold'>b<br/><a href='javascript:x'>c</a></p></body></html></message>`,
  `<message type='chat'>${receipt}</message><message type='chat'><composing xmlns='${spaces.chatStates}'/></message>`,
  `<message type='chat'><gone xmlns='${spaces.chatStates}'/><ended xmlns='${spaces.ended}'/></message>`,
  `<message type='error' id='q3'><body>x</body><error type='cancel'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>`,
  `<message type='chat' id='q4'><body>x</body><exact xmlns='${spaces.exact}'>eA==</exact><format xmlns='${spaces.format}'>X-MMS-IM-Format: FN=Arial; EF=B; CO=0</format></message>`,
  `<message type='chat' id='q5'><info xmlns='${spaces.info}' type='text/plain'>x</info></message>`,
  `<message type='chat' id='q6'><encrypted xmlns='${spaces.omemo}'><header sid='1'/><payload>eA==</payload></encrypted><body>fallback</body></message>`,
  `<message type='chat' id='q7'><reactions xmlns='${spaces.reactions}' id='q1'><reaction>👍</reaction></reactions></message>`,
  `<message type='chat' id='q8'><body>https://example.com/a.png</body><x xmlns='${spaces.oob}'><url>https://example.com/a.png</url></x><replace xmlns='${spaces.correction}' id='q1'/></message>`,
  `<message type='groupchat' id='g1'><body>all</body><stanza-id xmlns='${spaces.stanzaIds}' by='room@conference.example.com' id='1'/></message>`,
  `<message type='groupchat'><subject>new</subject><delay xmlns='${spaces.delay}' stamp='never'/></message>`,
  `<message><x xmlns='${spaces.directInvitation}' jid='room@conference.example.com' reason='come' thread='t' continue='true'/></message>`,
  `<message><x xmlns='${spaces.mucUser}'><invite from='${own}/desk'><reason>come</reason></invite><decline from='${lee}'/><status code='104'/></x></message>`,
  `<message><invitation xmlns='${spaces.invitation}'/><x xmlns='${spaces.directInvitation}' jid='${own}'/></message>`,
  // CVE-2017-5589: whoever forwards what the account is said to have said, or to have got.
  `<message><sent xmlns='${spaces.carbons}'>${forwarded(said(`${own}/phone`, lee))}</sent></message>`,
  `<message><received xmlns='${spaces.carbons}'>${forwarded(said(`${lee}/phone`, own, receipt))}</received></message>`,
  `<message><result xmlns='${spaces.archive}' queryid='q' id='9'>${forwarded(said(lee, own))}</result></message>`,
  `<message><endpoints xmlns='${spaces.endpoints}' answered='${lee}' changed='stored'/></message>`,
  `<message><event xmlns='http://jabber.org/protocol/pubsub#event'><items node='urn:xmpp:mark'/></event></message>`,
  `<iq type='set' id='p1'><query xmlns='${spaces.roster}' ver='9'><item jid='evil@example.org' name='Evil' subscription='both'/><item jid='${lee}' subscription='remove'/></query></iq>`,
  `<iq type='set' id='p2'><block xmlns='${spaces.blocking}'><item jid='${lee}'/></block></iq>`,
  `<iq type='set' id='p3'><unblock xmlns='${spaces.blocking}'/></iq>`,
  `<iq type='get' id='p4'><query xmlns='${spaces.roster}'/></iq><iq type='get' id='p5'><query xmlns='${spaces.private}'><list xmlns='${spaces.list}'/></query></iq>`,
  `<iq type='get' id='p6'><query xmlns='${spaces.discoInfo}' node='urn:x#y'/></iq><iq type='get' id='p7'><ping xmlns='${spaces.ping}'/></iq>`,
  `<iq type='get' id='p8'><vCard xmlns='${spaces.vcard}'/></iq><iq type='result' id='p9'><vCard xmlns='${spaces.vcard}'><FN>x</FN></vCard></iq>`,
  `<iq type='error' id='p9'><error/></iq><iq id='p0'/><iq type='set' id=''/>`,
  `<presence><show>dnd</show><status>x</status><priority>5</priority><state xmlns='${spaces.state}' availability='6500' machine='3500' said='6500' at='1'/><idle xmlns='${spaces.idle}' since='2026-11-29T07:00:00Z'/><c xmlns='${spaces.caps}' node='urn:parley:gateway' ver='x' hash='sha-1'/></presence>`,
  `<presence type='unavailable'/><presence type='subscribe'/><presence type='subscribed'/><presence type='unsubscribed'/><presence type='probe'/>`,
  `<presence type='error'><x xmlns='${spaces.muc}'/><error type='auth'><forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></presence>`,
  `<presence><x xmlns='${spaces.mucUser}'><item affiliation='owner' role='moderator' jid='${own}/desk'/><status code='110'/><status code='201'/></x></presence>`,
  `<presence type='unavailable'><x xmlns='${spaces.mucUser}'><item affiliation='none' role='none'/><destroy jid='x'/><status code='307'/><status code='110'/></x></presence>`,
];

const isOld = `<delay xmlns='${spaces.delay}' stamp='2026-11-29T07:00:00Z'/>`;
const itemOf = (jid: string): string => `<x xmlns='${spaces.mucUser}'><item jid='${jid}'/></x>`;
/** What somebody says in a room that the account is in, as if it were said by the account. */
const inRoom: readonly string[] = [
  `<message type='groupchat' id='r1'><body>x</body>${isOld}${itemOf(own)}</message>`,
  `<message type='groupchat' id='r2'><body>x</body>${itemOf(own)}<occupant-id xmlns='${spaces.occupantIds}' id='id-of-dana'/></message>`,
  `<message type='groupchat' id='r3'><body>x</body>${isOld}<occupant-id xmlns='${spaces.occupantIds}' id='id-of-dana'/></message>`,
  `<message type='groupchat' id='r4'><body>x</body><addresses xmlns='http://jabber.org/protocol/address'><address type='ofrom' jid='${own}/desk'/></addresses>${isOld}</message>`,
];
const room = 'team@conference.example.com';
/** The service stands for whose presence and whose words something is, and lets messages of anybody in the room through as they are. */
const speakers: readonly string[] = [`${room}/kim`, `${room}/nobody`];

/** In a room with another one. */
async function seatInRoom(): Promise<SeatBench> {
  const bench = await SeatBench.open();
  bench.receive(`<message><x xmlns='${spaces.directInvitation}' jid='${room}'/></message>`, `${lee}/phone`);
  bench.submit({ kind: 'conference', rid: '2', confId: 1, action: { kind: 'acceptImSession' } });
  for (const [nick, jid, more] of [
    ['kim', 'kim@example.com/x', ''],
    ['dana', `${own}/desk`, `<status code='110'/>`],
  ] as const) {
    bench.receive(
      `<presence><x xmlns='${spaces.mucUser}'><item role='participant' jid='${jid}'/>${more}</x><occupant-id xmlns='${spaces.occupantIds}' id='id-of-${nick}'/></presence>`,
      `${room}/${nick}`,
    );
  }
  await bench.settle();
  await bench.settle();
  bench.takeEvents();
  bench.takeSent();
  return bench;
}

function pick<T>(all: readonly T[], random: Random): T {
  return all[Math.floor(random() * all.length)]!;
}

/** Of one more kind: so large or so deep that only the limits bear it. */
function huge(random: Random): string {
  const depth = Math.floor(random() * 3_000);
  return pick(
    [
      `<message type='chat'>${'<a>'.repeat(depth)}x${'</a>'.repeat(depth)}<body>deep</body></message>`,
      `<message type='chat'><body>${'x'.repeat(200_000)}</body></message>`,
      `<message type='chat'><body>x</body>${'<subject>y</subject>'.repeat(depth)}</message>`,
      `<presence><status>${'ß'.repeat(100_000)}</status></presence>`,
      `<iq type='get' id='${'9'.repeat(100_000)}'><ping xmlns='${spaces.ping}'/></iq>`,
      `<message type='chat'><reactions xmlns='${spaces.reactions}'>${'<reaction>👍</reaction>'.repeat(depth)}</reactions></message>`,
      `<message id='h'><html xmlns='${spaces.xhtmlIm}'><body xmlns='${spaces.xhtml}'>${'<p>'.repeat(depth)}x${'</p>'.repeat(depth)}</body></html><body>x</body></message>`,
    ],
    random,
  );
}

/** Far more than any of these may take of the processor. */
const slowMs = 2_000;
/** Only what is the account's own, and nobody else's to change. */
const ofTheAccount: ReadonlySet<EventBody['kind']> = new Set(['contactGroup', 'containers', 'selfPresence']);

/** Gives the session one document of somebody else's. Undefined: it has borne it; else what it has not borne. */
function checkHostile(bench: SeatBench, document: string, from: string): string | undefined {
  const logged = bench.log.length;
  const start = process.cpuUsage();
  bench.receive(document, from);
  bench.clock.advance(1_000);
  const events = bench.takeEvents();
  const sent = bench.takeSent();
  const { user, system } = process.cpuUsage(start);
  if ((user + system) / 1_000 > slowMs) return 'slow';
  const bug = bench.log.slice(logged).find((line) => line.includes('could not be taken'));
  if (bug !== undefined) return bug;
  if (bench.lost !== undefined) return `the session is over: ${bench.lost}`;
  const changed = events.find(({ kind }) => ofTheAccount.has(kind));
  if (changed) return `somebody else has changed ${changed.kind}`;
  const words = events.find((event) => event.kind === 'conference' && event.updates.some(isOwnWord));
  if (words) return 'somebody else has spoken for the account';
  if (sent.some(givesAway)) return 'something of the account was given away';
  return undefined;
}

type Update = Extract<EventBody, { kind: 'conference' }>['updates'][number];
const isOwnWord = (update: Update): boolean =>
  (update.kind === 'messageReceived' && update.sender === `sip:${own}`) ||
  (update.kind === 'imSessionReceived' && update.inviter.uri === `sip:${own}`);
const givesAway = (stanza: XmlElement): boolean =>
  stanza.name === 'iq' &&
  [spaces.roster, spaces.private, spaces.blocking, spaces.archive].some((each) => holds(stanza, each));

export interface HostileFinding {
  readonly what: string;
  readonly document: string;
  readonly from: string;
}

const stanzasOfASeat = 500;

/** Stops at the first finding. Each session takes many, one after the other, and is still there for others after them. */
export async function attackSeats(count: number, seed: number): Promise<HostileFinding | undefined> {
  for (let done = 0; done < count; done += stanzasOfASeat) {
    const random = seededRandom(seed + done);
    const bench = await seatInRoom();
    for (let turn = 0; turn < Math.min(stanzasOfASeat, count - done); turn += 1) {
      const isInRoom = turn % 5 === 3;
      const from = pick(isInRoom ? speakers : senders, random);
      const whole = isInRoom ? pick(inRoom, random) : turn % 50 === 49 ? huge(random) : pick(wholes, random);
      const document = turn % 3 === 0 ? whole : mutate(turn % 3 === 1 ? whole : mutate(whole, random), random);
      const what = checkHostile(bench, document, from);
      if (what !== undefined) return { what, document: document.slice(0, 4_000), from };
    }
    bench.receive(`<message type='chat' id='last'><body>still there?</body></message>`, 'kim@example.com/late');
    const isHeard = bench.takeEvents().some((event) => JSON.stringify(event).includes('still there?'));
    await bench.close();
    if (!isHeard) return { what: 'nobody is heard any more', document: '', from: '' };
  }
  return undefined;
}

/** Every whole one from every sender, in one session. */
export async function attackWithAll(): Promise<HostileFinding | undefined> {
  const bench = await seatInRoom();
  const messages = [...wholes.filter((whole) => whole.startsWith('<message')), ...inRoom];
  for (const [documents, by] of [
    [wholes, senders],
    [messages, speakers],
  ] as const) {
    for (const document of documents) {
      for (const from of by) {
        const what = checkHostile(bench, document, from);
        if (what !== undefined) return { what, document, from };
      }
    }
  }
  await bench.close();
  return undefined;
}
