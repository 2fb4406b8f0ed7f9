import type { Plugin } from 'vite';

/** `file`: what is put into the page of the main window. */
export function addFirstFrame(file: string): Plugin;
