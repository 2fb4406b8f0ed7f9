// Draws every icon of Parley from the shapes below, as SVG and as PNG. Run by hand when a shape changes:
//   electron resources/render.cjs && convert resources/icons/{16x16,24x24,32x32,48x48,64x64,256x256}.png resources/icon.ico
const { app, BrowserWindow } = require('electron');
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const bubble =
  'M9 3h14a7 7 0 0 1 7 7v6a7 7 0 0 1-7 7h-8l-6.2 5.6A1.1 1.1 0 0 1 7 27.8V22.7A7 7 0 0 1 2 16v-6a7 7 0 0 1 7-7z';
const unreadDot = '<circle cx="25" cy="7" r="7" fill="#fff"/><circle cx="25" cy="7" r="5.4" fill="#f97316"/>';
const stroke = (color, d, width = 3) =>
  `<path d="${d}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
const svg = (content, size = 32) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}">${content}</svg>\n`;

/** A colour and a sign each, so that the state does not hang on the colour alone. */
const states = {
  available: `<path d="${bubble}" fill="#2e9e5b"/>${stroke('#fff', 'M10 13.5l4.2 4.2 8-8')}`,
  busy: `<path d="${bubble}" fill="#d1343f"/>`,
  'do-not-disturb': `<path d="${bubble}" fill="#d1343f"/>${stroke('#fff', 'M10 13h12', 3.6)}`,
  away: `<path d="${bubble}" fill="#b87400"/>${stroke('#fff', 'M16 7.5V13l4 3.2')}`,
  offline: `<path d="${bubble}" fill="#fff" fill-opacity=".85" stroke="#71757e" stroke-width="2.6"/>`,
  connecting: `<path d="${bubble}" fill="#71757e"/>${[10, 16, 22].map((x) => `<circle cx="${x}" cy="13" r="2" fill="#fff"/>`).join('')}`,
};

/** macOS colours these itself: shape only. The knocked-out ring keeps the dot apart from the bubble. */
const hole =
  '<mask id="m"><rect width="32" height="32" fill="#fff"/><circle cx="25" cy="7" r="7.4" fill="#000"/></mask>';
const templates = {
  online: `<path d="${bubble}"/>`,
  offline: `<path d="${bubble}" fill="none" stroke="#000" stroke-width="2.6"/>`,
  unread: `${hole}<path d="${bubble}" mask="url(#m)"/><circle cx="25" cy="7" r="5.4"/>`,
};

const appIcon = `
  <defs>
    <linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#13998f"/><stop offset="1" stop-color="#065650"/></linearGradient>
  </defs>
  <rect x="56" y="56" width="912" height="912" rx="204" fill="url(#g)"/>
  <path d="M566 300h178a104 104 0 0 1 104 104v120a104 104 0 0 1-76 100v92a16 16 0 0 1-27 12l-108-100h-71a104 104 0 0 1-104-104V404a104 104 0 0 1 104-104z" fill="#fff" fill-opacity=".42"/>
  <path d="M296 356h228a112 112 0 0 1 112 112v112a112 112 0 0 1-112 112H418L312 790a17 17 0 0 1-28-13v-86a112 112 0 0 1-100-111V468a112 112 0 0 1 112-112z" fill="#fff"/>
  <g fill="#0a756f"><circle cx="312" cy="524" r="34"/><circle cx="410" cy="524" r="34"/><circle cx="508" cy="524" r="34"/></g>`;

const overlay = '<circle cx="16" cy="16" r="15" fill="#fff"/><circle cx="16" cy="16" r="13" fill="#f97316"/>';

app.commandLine.appendSwitch('force-device-scale-factor', '1');
void app.whenReady().then(async () => {
  const window = new BrowserWindow({ show: false });
  await window.loadURL('data:text/html,<!doctype html>');
  const draw = async (source, size, ...path) => {
    const url = await window.webContents.executeJavaScript(`new Promise((resolve, reject) => {
      const image = new Image();
      image.onload = () => {
        const canvas = Object.assign(document.createElement('canvas'), { width: ${size}, height: ${size} });
        canvas.getContext('2d').drawImage(image, 0, 0, ${size}, ${size});
        resolve(canvas.toDataURL('image/png'));
      };
      image.onerror = reject;
      image.src = 'data:image/svg+xml,' + encodeURIComponent(${JSON.stringify(source)});
    })`);
    writeFileSync(join(__dirname, ...path), Buffer.from(url.split(',')[1], 'base64'));
  };
  mkdirSync(join(__dirname, 'tray'), { recursive: true });
  mkdirSync(join(__dirname, 'icons'), { recursive: true });

  for (const [name, shape] of Object.entries(states)) {
    for (const [suffix, dot] of [
      ['', ''],
      ['-unread', unreadDot],
    ]) {
      for (const size of [16, 24, 32]) await draw(svg(shape + dot), size, 'tray', `${name}${suffix}-${size}.png`);
    }
  }
  for (const [name, shape] of Object.entries(templates)) {
    for (const size of [16, 32]) await draw(svg(shape), size, 'tray', `template-${name}-${size}.png`);
  }
  await draw(svg(overlay), 32, 'tray', 'overlay-32.png');
  writeFileSync(join(__dirname, 'icon.svg'), svg(appIcon, 1024));
  await draw(svg(appIcon, 1024), 1024, 'icon.png');
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512])
    await draw(svg(appIcon, 1024), size, 'icons', `${size}x${size}.png`);
  app.exit();
});
