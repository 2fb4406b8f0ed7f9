/** The links that Parley answers to (src/main/shell/start-wish.ts), for what electron-builder does not make by itself. */
export const schemes = ['sip', 'sips', 'im', 'parley'];
