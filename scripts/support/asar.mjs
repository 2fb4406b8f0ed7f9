// Electron's archive format, as far as a handful of small files needs it.

/** `files`: name → text. A pickled header with sizes and offsets, then the bodies one after another. */
export function packAsar(files) {
  const header = { files: {} };
  const bodies = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const body = Buffer.from(text);
    header.files[name] = { size: body.length, offset: String(offset) };
    offset += body.length;
    bodies.push(body);
  }
  const json = Buffer.from(JSON.stringify(header));
  const padding = (4 - (json.length % 4)) % 4;
  const sizes = Buffer.alloc(16);
  [4, json.length + padding + 8, json.length + padding + 4, json.length].forEach((size, at) =>
    sizes.writeUInt32LE(size, at * 4),
  );
  return Buffer.concat([sizes, json, Buffer.alloc(padding), ...bodies]);
}
