// What the packaged Parley is asked in a soak: it takes no debugger and no switch that would open it (refused-switches.ts), so that this
// is done from within (support/driven.ts).
import { drivenMain } from '../support/driven';

const tools = `(() => {
  const v8 = require('node:v8');
  const vm = require('node:vm');
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc');

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

  return { measure };
})()`;

export const probe = drivenMain('./index.js', tools);
