// What the program itself has to say.
import * as v from 'valibot';
import { noticeCodes, type Notice } from '../domain/notice';
import { call } from './define';
import { Nothing } from './values';

const Code = v.picklist(noticeCodes);

export const noticeCalls = {
  /** Those that nobody has dismissed; what follows comes by `notice`. */
  'notice:list': call(Nothing).returns<readonly Notice[]>(),
  'notice:dismiss': call(Code).returns<void>(),
  /** Puts the details, free of private content, on the clipboard. */
  'notice:copy-details': call(Code).returns<void>(),
} as const;
