import type { Plugin } from 'vite';

export function plainLetters(): Plugin;
