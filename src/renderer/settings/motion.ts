// Whether things move: what the person chose, else what the system says, as `data-motion` on the root element.
import type { Settings } from '../../shared/settings';

const systemReduced = window.matchMedia('(prefers-reduced-motion: reduce)');
let chosen: Settings['motion'] = 'system';

export function applyMotion(motion: Settings['motion'] = chosen): void {
  chosen = motion;
  const isReduced = motion === 'reduced' || systemReduced.matches;
  document.documentElement.dataset['motion'] = isReduced ? 'reduced' : 'full';
}

systemReduced.addEventListener('change', () => applyMotion());
