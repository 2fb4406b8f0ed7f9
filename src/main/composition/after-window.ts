// What is read and built once the first window's page is drawn (`index.ts`): by far the most of the program, in a file of its own.
export { answerMethods } from './methods';
export { watchComputer } from './computer';
export { createDesktop } from './desktop';
export { keepLogFile } from './log-file';
export { startAtLogin } from './login';
export { createSession } from './session';
export { createSpelling } from './spelling';
export { tellTroubles } from './troubles';
export { keepUpToDate } from './updates';
export { tellWhatsNew } from '../shell/whats-new';
