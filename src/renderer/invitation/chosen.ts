// A person who was chosen; the name is what search or typing knew, for people whom the model does not know.
import type { PersonUri } from '../../shared/domain/person';

export interface Chosen {
  readonly uri: PersonUri;
  readonly name?: string;
}
