// The text of a log from its bytes. Programs wrote UTF-8; what somebody opened and saved again may be UTF-16. Pure.

export function logText(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  const rest = bytes.subarray(2, bytes.length - (bytes.length % 2));
  if (mark === 'fffe') return rest.toString('utf16le');
  if (mark === 'feff') return Buffer.from(rest).swap16().toString('utf16le');
  return new TextDecoder().decode(bytes);
}
