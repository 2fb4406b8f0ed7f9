import type { Plugin } from 'vite';

export function copyDictionaries(root: string): Plugin;
