import type { Plugin } from 'vite';

export function recordLibraries(part: string, root: string): Plugin;
export function libraryOf(id: string): string | undefined;
