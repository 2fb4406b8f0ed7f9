import { randomBytes } from 'node:crypto';

/** For the person who tries the demo (`demoVisitor`): another one each time, so that nobody else can come in with it. */
export const newVisitorPassword = (): string => randomBytes(18).toString('base64url');
