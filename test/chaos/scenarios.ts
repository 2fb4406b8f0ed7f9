// What befalls whom. Rates are of each kind of fault, of requests.
import { chanceFaults } from '../../src/server/front/faults/parse-fault';

export interface Scenario {
  readonly title: string;
  /** More than two talk in one conference, two in several threads. */
  readonly people: 2 | 3;
  readonly rate: number;
  /** Sessions and tickets end before their time, the server restarts, and computers crash. */
  readonly endsSessions: boolean;
  /** Of the messages that are asked for. */
  readonly share: number;
}

/** So that every tenth request is struck, by one kind or another. */
const tenthOfAll = 0.1 / chanceFaults.length;

export const scenarios = {
  pair: {
    title: 'two people, every tenth request struck',
    people: 2,
    rate: tenthOfAll,
    endsSessions: true,
    share: 1,
  },
  // Hardly any session lives long enough for a whole conversation: most of what is sent ends as "not known".
  storm: {
    title: 'two people, each kind of fault strikes every tenth request',
    people: 2,
    rate: 0.1,
    endsSessions: true,
    share: 0.2,
  },
  conference: {
    title: 'three in conferences, some of which begin between two; every tenth request struck',
    people: 3,
    rate: tenthOfAll,
    endsSessions: true,
    share: 0.2,
  },
  // Nobody is ever out of the conference, so everything must reach everybody.
  'steady-conference': {
    title: 'three in a conference, each kind of fault that ends no session strikes every tenth request',
    people: 3,
    rate: 0.1,
    endsSessions: false,
    share: 0.2,
  },
} satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;

export const scenarioNames = Object.keys(scenarios) as ScenarioName[];
