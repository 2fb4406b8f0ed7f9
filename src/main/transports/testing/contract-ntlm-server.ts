// A server's side of NTLMv2 over HTTP, enough to try a client on: it binds to the connection and truly checks the answer.
// For tests alone.
import { createNTHashedPasswordV1 } from '@node-ntlm/core';
import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const integratedUser = { domain: 'EXAMPLE', name: 'dana', password: 'correct hörse' } as const;

const signature = Buffer.from('NTLMSSP\0', 'latin1');
/** Unicode, request target, NTLM, always sign, target is a domain, extended security, target info, 128 bit, 56 bit. */
const flags = 0xa0898205;
const challenges = new WeakMap<Socket, Buffer>();

export function answerAsIntegrated(request: IncomingMessage, response: ServerResponse, body: string): void {
  const { isProved, offer } = judgeNtlm(request.headers.authorization, request.socket);
  if (isProved) {
    response.setHeader('CWA-Ticket', 'ticket-for-dana');
    response.end(body);
    return;
  }
  response.writeHead(401, { 'www-authenticate': offer });
  response.end('401');
}

/** One leg: what came in `Authorization` or `Proxy-Authorization` on this connection, and what to offer if that proves nothing. */
export function judgeNtlm(
  authorization: string | undefined,
  connection: Socket,
): { readonly isProved: boolean; readonly offer: string } {
  const message = messageIn(authorization);
  const type = message?.readUInt32LE(8);
  if (message && type === 3) {
    const challenge = challenges.get(connection);
    challenges.delete(connection);
    if (challenge && isAnswerTo(challenge, message)) return { isProved: true, offer: '' };
  }
  const challenge = type === 1 ? randomBytes(8) : undefined;
  if (challenge) challenges.set(connection, challenge);
  return { isProved: false, offer: `NTLM${challenge ? ` ${challengeMessage(challenge).toString('base64')}` : ''}` };
}

function messageIn(authorization: string | undefined): Buffer | undefined {
  const token = /^NTLM (\S+)$/u.exec(authorization ?? '')?.[1];
  const message = token === undefined ? undefined : Buffer.from(token, 'base64');
  return message && message.length >= 32 && message.subarray(0, 8).equals(signature) ? message : undefined;
}

function challengeMessage(challenge: Buffer): Buffer {
  const target = Buffer.from(integratedUser.domain, 'utf16le');
  const pair = (id: number, value: Buffer): Buffer => {
    const head = Buffer.alloc(4);
    head.writeUInt16LE(id, 0);
    head.writeUInt16LE(value.length, 2);
    return Buffer.concat([head, value]);
  };
  const info = Buffer.concat([pair(2, target), pair(1, Buffer.from('CWA', 'utf16le')), pair(0, Buffer.alloc(0))]);
  const head = Buffer.alloc(56);
  signature.copy(head);
  head.writeUInt32LE(2, 8);
  head.writeUInt16LE(target.length, 12);
  head.writeUInt16LE(target.length, 14);
  head.writeUInt32LE(head.length, 16);
  head.writeUInt32LE(flags, 20);
  challenge.copy(head, 24);
  head.writeUInt16LE(info.length, 40);
  head.writeUInt16LE(info.length, 42);
  head.writeUInt32LE(head.length + target.length, 44);
  return Buffer.concat([head, target, info]);
}

function isAnswerTo(challenge: Buffer, message: Buffer): boolean {
  const field = (at: number): Buffer => {
    const start = message.readUInt32LE(at + 4);
    return message.subarray(start, start + message.readUInt16LE(at));
  };
  const answer = field(20);
  const domain = field(28).toString('utf16le');
  const name = field(36).toString('utf16le');
  if (name.toLowerCase() !== integratedUser.name || domain.toUpperCase() !== integratedUser.domain) return false;
  const md5 = (key: Buffer, data: Buffer): Buffer => createHmac('md5', key).update(data).digest();
  const key = md5(
    createNTHashedPasswordV1(integratedUser.password),
    Buffer.from(name.toUpperCase() + domain, 'utf16le'),
  );
  const proof = md5(key, Buffer.concat([challenge, answer.subarray(16)]));
  return answer.length > 24 && proof.equals(answer.subarray(0, 16));
}
