// The versions as a text for whoever is told of an error. Pure.
import type { AboutParley } from '../../shared/domain/about';

/** A line a part; the same in every language. */
export function versionReport({ versions, system }: AboutParley): string {
  const lines = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [...lines, system].map((line) => `${line}\n`).join('');
}
