// Drives the packaged Parley from within: it takes no debugger and no switch that would open it (refused-switches.ts), so a small main
// process of its own starts Parley's, and does what it is told through a socket.

/** CommonJS. Each line that comes is `{ id, code }`; what the code hands back goes out as `{ id, value }` or `{ id, error }`. */
export const probe = `
const electron = require('electron');
const net = require('node:net');
const v8 = require('node:v8');
const vm = require('node:vm');
const { BrowserWindow, app } = electron;
v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc');

const first = () => BrowserWindow.getAllWindows().sort((a, b) => a.id - b.id)[0];
const ofPart = (part) => part === 'main' ? first()
  : BrowserWindow.getAllWindows().find((window) => !window.isDestroyed() && window.webContents.getURL().includes(part));

async function inPage(part, code) {
  const window = ofPart(part);
  return window ? window.webContents.executeJavaScript(code, true) : undefined;
}

/** Like a person who writes and presses Enter. */
async function write(part, words) {
  const { webContents } = ofPart(part);
  await webContents.insertText(words);
  for (const type of ['keyDown', 'char', 'keyUp']) webContents.sendInputEvent({ type, keyCode: type === 'char' ? '\\r' : 'Return' });
}

const emitters = () => [app, process, electron.ipcMain, electron.powerMonitor, electron.nativeTheme, electron.screen,
  electron.session.defaultSession, ...BrowserWindow.getAllWindows().flatMap((window) => [window, window.webContents])];
const countOf = (emitter) => emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);

async function measure() {
  const window = first();
  const page = window.webContents.debugger;
  if (!page.isAttached()) {
    page.attach('1.3');
    await page.sendCommand('Performance.enable');
  }
  await page.sendCommand('HeapProfiler.collectGarbage');
  collect();
  const { metrics } = await page.sendCommand('Performance.getMetrics');
  const counters = await page.sendCommand('Memory.getDOMCounters');
  const resources = process.getActiveResourcesInfo();
  return {
    windows: BrowserWindow.getAllWindows().length,
    processes: app.getAppMetrics().map(({ pid, type }) => ({ pid, type })),
    mainPid: process.pid,
    pagePid: window.webContents.getOSProcessId(),
    mainHeap: process.memoryUsage().heapUsed,
    mainListeners: emitters().reduce((sum, emitter) => sum + countOf(emitter), 0),
    mainTimers: resources.filter((name) => name === 'Timeout').length,
    mainResources: resources.filter((name) => name !== 'Timeout').length,
    pageHeap: metrics.find(({ name }) => name === 'JSHeapUsedSize').value,
    pageNodes: counters.nodes,
    pageListeners: counters.jsEventListeners,
    pageDocuments: counters.documents,
    pageTimers: await window.webContents.executeJavaScript('globalThis.soakTimers.size'),
  };
}

const tools = { electron, ofPart, inPage, write, measure };
const socket = net.connect(process.env.PARLEY_SOAK_SOCKET);
let rest = '';
socket.setEncoding('utf8').on('error', () => app.exit(1)).on('data', (text) => {
  const lines = (rest + text).split('\\n');
  rest = lines.pop();
  for (const line of lines) {
    const { id, code } = JSON.parse(line);
    new Function(...Object.keys(tools), 'return (async () => {' + code + '})()')(...Object.values(tools)).then(
      (value) => socket.write(JSON.stringify({ id, value }) + '\\n'),
      (error) => socket.write(JSON.stringify({ id, error: String(error && error.stack) }) + '\\n'),
    );
  }
});
require('./index.js');
`;
