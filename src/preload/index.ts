// Puts the bridge on `window.parley`: one function a method, one `subscribe` an event, each bound to its channel. Values pass, and
// nothing else of Electron.
import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../shared/ipc/contract';
import { eventNames, methodNames } from '../shared/ipc/names';
import { markWrongWords } from './spelling';

const bridge = {
  methods: Object.fromEntries(methodNames.map((name) => [name, (input: unknown) => ipcRenderer.invoke(name, input)])),
  on: Object.fromEntries(
    eventNames.map((name) => [
      name,
      (listener: (payload: unknown) => void) => {
        const forward = (_event: unknown, payload: unknown): void => listener(payload);
        ipcRenderer.on(name, forward);
        return () => {
          ipcRenderer.removeListener(name, forward);
        };
      },
    ]),
  ),
  platform: process.platform,
} as unknown as Bridge;

contextBridge.exposeInMainWorld('parley', bridge);
markWrongWords();
