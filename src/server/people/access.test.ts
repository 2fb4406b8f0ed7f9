import { describe, expect, it } from 'vitest';
import type { Container, ContainerMember } from '../../protocol/container-member';
import { accessLevel, initialContainers, reaches } from './access';

const viewer = { key: 'sip:lee@example.com', domain: 'example.com' };
const uri: ContainerMember = { type: 'uri', value: 'sip:LEE@example.com' };

function withMembers(members: Readonly<Record<number, readonly ContainerMember[]>>): Container[] {
  return initialContainers.map(({ id, members: before }) => ({ id, members: [...before, ...(members[id] ?? [])] }));
}

describe('accessLevel', () => {
  it.each([
    ['a colleague of a new user', {}, 'sameEnterprise', 200],
    ['a partner of a new user', {}, 'federated', 100],
    ['somebody of a public service gets nothing', {}, 'publicCloud', 0],
    ['by address', { 400: [uri] }, 'sameEnterprise', 400],
    ['an address beats what the company gives, also downwards', { 100: [uri] }, 'sameEnterprise', 100],
    ['blocked by address', { 32000: [uri], 400: [uri] }, 'sameEnterprise', 32000],
    ['blocked with a whole domain', { 32000: [{ type: 'domain', value: 'EXAMPLE.com' }] }, 'sameEnterprise', 32000],
    [
      'let in by address although the domain is blocked',
      { 32000: [{ type: 'domain', value: 'example.com' }], 300: [uri] },
      'sameEnterprise',
      300,
    ],
    ['the highest of several', { 300: [{ type: 'everyone' }], 100: [{ type: 'everyone' }] }, 'federated', 300],
    ['somebody else’s address', { 400: [{ type: 'uri', value: 'sip:kim@example.com' }] }, 'sameEnterprise', 200],
  ] as const)('%s', (_, members, network, level) => {
    expect(accessLevel(withMembers(members), viewer, network)).toBe(level);
  });
});

describe('reaches', () => {
  it.each([
    [0, [200], true],
    [200, [200], true],
    [300, [200], false],
    [0, [32000], false],
    [32000, [32000], false],
    [1, [1], false],
    [2, [200], false],
    [3, [300], false],
    [500, [500], true],
  ])('container %i for a viewer in %j: %s', (container, standsIn, expected) => {
    expect(reaches(container, new Set(standsIn))).toBe(expected);
  });
});
