// The password of the person who tries the demo (`demoVisitor`).
import { randomBytes } from 'node:crypto';

/** Another one each time, so that nobody else can come in with it. */
export const newVisitorPassword = (): string => randomBytes(18).toString('base64url');
