// The least that an Electron program can be, made as a good one is: a page of its own in each window, which is put up once it is painted.
const { app, BrowserWindow, net } = require('electron');
const { join } = require('node:path');

const count = Number(process.env.BARE_WINDOWS ?? 1);
// Ends when it is told to, as a program that lives in the tray.
app.on('window-all-closed', () => {});
app.whenReady().then(() => {
  let hidden = count;
  const tell = () => hidden === 0 && console.log('shown');
  tell();
  for (let at = 0; at < count; at += 1) {
    const window = new BrowserWindow({ width: 380, height: 720, show: false, autoHideMenuBar: true });
    window.once('ready-to-show', () => {
      window.show();
      hidden -= 1;
      tell();
    });
    window.loadFile(join(__dirname, 'page.html'));
  }
  if (process.env.BARE_ASKS) ask(process.env.BARE_ASKS);
});

/** Again and again, a second after each answer, as a client whose polls are not held. */
function ask(url) {
  const again = () => setTimeout(ask, 1_000, url);
  const request = net.request({ url, cache: 'no-store' });
  request.on('response', (answer) => answer.on('data', () => {}).on('end', again));
  request.on('error', again);
  request.end();
}
