// Nodes of a cluster that lose each other, while their clients and their database lose none of them.
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import type { EjabberdNode } from './ejabberd';
import { programs } from './programs';
import { until } from './service-process';

/** Each is made to think that the other one has another cookie, so that they cannot connect again. */
export function split(nodes: readonly EjabberdNode[]): void {
  tellOfOthers(nodes, (other) => `erlang:set_cookie('${other}', split).`);
  tellOfOthers(nodes, (other) => `erlang:disconnect_node('${other}').`);
}

/** Resolves when each takes the others for gone: what is said from then on goes nowhere else. */
export async function untilApart(nodes: readonly EjabberdNode[]): Promise<void> {
  await until('the nodes to have lost each other', () => nodes.every((node) => seen(node, nodes).length === 1));
}

/** They talk again; Mnesia does not by itself. */
export function unite(nodes: readonly EjabberdNode[]): void {
  tellOfOthers(nodes, (other, { state }) => `erlang:set_cookie('${other}', '${state.cookie}').`);
  tellOfOthers(nodes, (other) => `net_adm:ping('${other}').`);
}

/** Whether all nodes have one view of who is where. */
export function isWhole(nodes: readonly EjabberdNode[]): boolean {
  return nodes.every((node) => seen(node, nodes).length === nodes.length);
}

/** Resolves when nodes that were started again are part of the cluster. */
export async function untilWhole(nodes: readonly EjabberdNode[]): Promise<void> {
  await until('the cluster to be whole', () => isWhole(nodes));
}

/** Those of them that a node takes for part of its cluster, itself among them. */
function seen(node: EjabberdNode, nodes: readonly EjabberdNode[]): readonly EjabberdNode[] {
  const answer = tell(node, 'mnesia:system_info(running_db_nodes).');
  return nodes.filter((each) => answer.includes(nameOf(each)));
}

function tellOfOthers(nodes: readonly EjabberdNode[], words: (other: string, node: EjabberdNode) => string): void {
  for (const node of nodes) for (const other of nodes) if (other !== node) tell(node, words(nameOf(other), node));
}

/** Has a node work something out. */
function tell({ state }: EjabberdNode, words: string): string {
  const { cookie, epmdPort, folder, name } = state;
  const surroundings = { ERL_EPMD_PORT: String(epmdPort), ERL_EPMD_ADDRESS: '127.0.0.1', HOME: dirname(folder) };
  const { stdout, stderr } = spawnSync(programs.erlCall, ['-sname', `${name}@localhost`, '-c', cookie, '-e'], {
    env: { ...process.env, ...surroundings },
    input: `${words}\n`,
    encoding: 'utf8',
  });
  if (!stdout.startsWith('{ok,')) throw new Error(`${name}: ${words}: ${stdout}${stderr}`);
  return stdout;
}

const nameOf = ({ state }: EjabberdNode): string => `${state.name}@localhost`;
