// Which servers sent us to which others, and where a person agreed to that. What was remembered for the one counts for the other
// then; nothing else does, whatever a window asks for. In memory alone.
import { FailureError, type Redirect } from '../../shared/domain/failure';

export interface AgreedRedirects {
  /** The server, as typed, answered with another address. */
  offered(server: string, redirect: Redirect): void;
  /** Throws `not-allowed` unless this address was offered last. */
  agree(to: string): void;
  /** This server, as typed, and those that led to it, the nearest first. */
  wayTo(server: string): readonly string[];
  forget(): void;
}

export function createAgreedRedirects(): AgreedRedirects {
  let last: { readonly from: string; readonly to: string } | undefined;
  const cameFrom = new Map<string, string>();

  return {
    offered(server, { to, isStepDown }) {
      last = to === undefined || isStepDown ? undefined : { from: server.trim(), to };
    },
    agree(to) {
      if (last?.to !== to) throw new FailureError('not-allowed', 'no server sent us there');
      cameFrom.set(to, last.from);
    },
    wayTo(server) {
      const way: string[] = [];
      // Two servers may lead to each other.
      for (let at: string | undefined = server.trim(); at !== undefined && !way.includes(at); at = cameFrom.get(at))
        way.push(at);
      return way;
    },
    forget() {
      last = undefined;
      cameFrom.clear();
    },
  };
}
