// What a message says, as text that people can read. Of a foreign program also what is no text: files, reactions, corrections, and what
// is encrypted for others. Never styling by signs in the text (XEP-0393): it goes through exactly.
import { spaces } from '../spaces';
import { child, children, text, xml, type XmlElement } from '../stream/element';

/** Undefined: nothing is said, as in a receipt or a chat state. */
export function readContent(message: XmlElement): string | undefined {
  const exact = exactIn(message);
  if (exact !== undefined) return exact;
  if (isEncrypted(message)) return words.encrypted;
  const reactions = child(message, 'reactions', spaces.reactions);
  if (reactions) return reactionText(reactions);
  if (child(message, 'retract', spaces.retraction) ?? child(message, 'apply-to', 'urn:xmpp:fasten:0'))
    return words.retracted;
  const body = bodyOf(message);
  const isCorrection = child(message, 'replace', spaces.correction) !== undefined;
  const files = filesIn(message).filter(({ url }) => !body.includes(url));
  const said = [isCorrection && body !== '' ? `${words.correction} ${body}` : body, ...files.map(fileText)];
  const content = said.filter((part) => part !== '').join('\n');
  return content === '' ? undefined : content;
}

/** A service has no catalogue of languages: these words go to whoever reads with a foreign program's, which are English as well. */
const words = {
  encrypted: 'This message is encrypted for another program.',
  reaction: 'Reaction:',
  noReaction: 'A reaction was taken back.',
  retracted: 'A message was taken back.',
  correction: 'Correction:',
};

/**
 * Services write a carriage return as it is, and whoever reads that reads a line feed. Where there is one, the text goes
 * along in a form that has none.
 */
export function exactElement(content: string): XmlElement | undefined {
  if (!content.includes('\r')) return undefined;
  return xml('exact', { xmlns: spaces.exact }, Buffer.from(content).toString('base64'));
}

/** Only what the text for everybody says as well: nobody is to read another one than a foreign program shows. */
function exactIn(message: XmlElement): string | undefined {
  const exact = child(message, 'exact', spaces.exact);
  if (!exact) return undefined;
  const content = Buffer.from(text(exact), 'base64').toString();
  return withLineFeeds(content) === withLineFeeds(bodyOf(message)) ? content : undefined;
}

/** As whoever reads it from a service has it. */
export const withLineFeeds = (content: string): string => content.replace(/\r\n?/gu, '\n');

/** Of several languages the first. */
function bodyOf(message: XmlElement): string {
  const bodies = children(message, 'body');
  return text(bodies.find(({ attrs }) => attrs['xml:lang'] === undefined) ?? bodies[0]) ?? '';
}

/** An envelope for keys alone says nothing. */
function isEncrypted(message: XmlElement): boolean {
  const [old, current] = [child(message, 'encrypted', spaces.omemo), child(message, 'encrypted', spaces.omemo2)];
  if (old ?? current) return [old, current].some((each) => each && child(each, 'payload') !== undefined);
  return [
    child(message, 'encryption', spaces.encryption),
    child(message, 'x', spaces.pgp),
    child(message, 'openpgp', spaces.openPgp),
  ].some((each) => each !== undefined);
}

function reactionText(reactions: XmlElement): string {
  const said = children(reactions, 'reaction').map((each) => text(each).trim());
  return said.length === 0 ? words.noReaction : `${words.reaction} ${said.slice(0, maxReactions).join(' ')}`;
}

const maxReactions = 20;
const maxFiles = 20;

interface SharedFile {
  readonly name: string;
  readonly url: string;
}

/** Each address once: programs say it in several ways at once. */
function filesIn(message: XmlElement): readonly SharedFile[] {
  const files = [...oobFiles(message), ...simsFiles(message), ...sfsFiles(message)];
  return [...new Map(files.map((file) => [file.url, file])).values()].slice(0, maxFiles);
}

function oobFiles(message: XmlElement): readonly SharedFile[] {
  return children(message, 'x', spaces.oob).flatMap((x) => fileAt(text(child(x, 'url')), text(child(x, 'desc'))));
}

/** XEP-0385. */
function simsFiles(message: XmlElement): readonly SharedFile[] {
  return children(message, 'reference', spaces.reference).flatMap((reference) => {
    const sharing = child(reference, 'media-sharing', spaces.sims);
    const file = sharing && children(sharing).find(({ name }) => name === 'file');
    const sources = sharing && child(sharing, 'sources');
    const urls = sources ? children(sources, 'reference', spaces.reference).map(({ attrs }) => attrs['uri']) : [];
    return fileAt(urls.find(isWebAddress), file && text(children(file).find(({ name }) => name === 'name')));
  });
}

/** XEP-0447. */
function sfsFiles(message: XmlElement): readonly SharedFile[] {
  return children(message, 'file-sharing', spaces.sfs).flatMap((sharing) => {
    const file = child(sharing, 'file', spaces.fileMetadata);
    const sources = child(sharing, 'sources');
    const urls = sources ? children(sources, 'url-data', spaces.urlData).map(({ attrs }) => attrs['target']) : [];
    return fileAt(urls.find(isWebAddress), text(file && child(file, 'name')));
  });
}

const isWebAddress = (url: string | undefined): url is string => url !== undefined && /^https?:\/\/\S+$/iu.test(url);

function fileAt(url: string | undefined, name: string | undefined): readonly SharedFile[] {
  const address = url?.trim();
  return isWebAddress(address) ? [{ url: address, name: (name ?? '').trim() }] : [];
}

const fileText = ({ name, url }: SharedFile): string => (name === '' ? url : `${name}: ${url}`);
