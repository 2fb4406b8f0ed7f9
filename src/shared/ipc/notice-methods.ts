// What the program itself has to say.
import * as v from 'valibot';
import { noticeCodes, type Notice } from '../domain/notice';
import { method } from './define';
import { Nothing } from './values';

const Code = v.picklist(noticeCodes);

export const noticeMethods = {
  /** Those that nobody has dismissed; what follows comes by `notice`. */
  'notice:list': method(Nothing).returns<readonly Notice[]>(),
  'notice:dismiss': method(Code).returns<void>(),
  /** Puts the details, free of private content, on the clipboard. */
  'notice:copy-details': method(Code).returns<void>(),
  /** Shows the file that it is about in its folder. */
  'notice:show-file': method(Code).returns<void>(),
} as const;
