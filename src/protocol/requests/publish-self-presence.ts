// `publishSelfPresence`: all or nothing (protocol.md 3.26).
import type { ValueOf } from '../codec';
import { integer, text } from '../form';
import { attribute, part, some } from '../record';
import { request } from '../request';
import { categoryRecord, payload } from '../presence/category';

export type PublishedCategory = ValueOf<typeof publishedCategory>;

const publishedCategory = part(
  'cwaCategory',
  { name: attribute(text), instanceMask: attribute(integer), payload: payload.optional },
  // Always written so (7.15); any value is read.
  { lastAttributes: { expires: '-1' }, names: categoryRecord.names },
);

export type PublishSelfPresenceRequest = ValueOf<typeof publishSelfPresenceCodec>;

export const publishSelfPresenceCodec = request('publishSelfPresence', { categories: some(publishedCategory) });
