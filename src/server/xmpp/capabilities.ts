// What the gateway can do for those who ask (XEP-0030), in short form with each presence (XEP-0115): by that foreign programs know that
// there will be receipts, and what else is worth sending.
import { createHash } from 'node:crypto';
import { spaces } from './spaces';
import { xml, type XmlElement } from './stream/element';

const identity = { category: 'client', type: 'pc', name: 'Parley' } as const;
const node = 'urn:parley:gateway';

const features = [
  spaces.caps,
  spaces.chatStates,
  spaces.discoInfo,
  spaces.muc,
  spaces.xhtmlIm,
  spaces.directInvitation,
  spaces.format,
  spaces.oob,
  spaces.idle,
  spaces.ping,
  spaces.receipts,
].sort();

/** XEP-0115, 5.1. */
const hash = createHash('sha1')
  .update(`${identity.category}/${identity.type}//${identity.name}<${features.map((each) => `${each}<`).join('')}`)
  .digest('base64');

export const capabilities = xml('c', { xmlns: spaces.caps, hash: 'sha-1', node, ver: hash });

export function discoInfo(askedNode: string | undefined): XmlElement {
  return xml(
    'query',
    { xmlns: spaces.discoInfo, node: askedNode },
    xml('identity', identity),
    features.map((feature) => xml('feature', { var: feature })),
  );
}
