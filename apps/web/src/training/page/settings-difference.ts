// In which settings a run differs from those on the page: what is shown of the run belongs to its own.
import type { TrainingConfiguration } from '../configuration.ts';
import type { RunView } from './run-view.ts';

/** A setting by its name, or `ownImages`: other images of the reader's own. */
export type DifferingSetting = keyof TrainingConfiguration | 'ownImages';

/** The settings that differ, in the order of the page; none where the run would come out as it did. */
export function differingSettings(
  { configuration, epochsBefore, ownImages }: RunView,
  present: { readonly settings: TrainingConfiguration; readonly ownImages: number },
): DifferingSetting[] {
  const { settings } = present;
  const names = [
    'data',
    'network',
    'epochs',
    'batch',
    'rate',
    'seed',
    'limit',
    'augment',
    'arithmetic',
  ] as const;
  const differing: DifferingSetting[] = names.filter(
    // A run that goes on from another has a number of epochs of its own.
    (name) =>
      String(configuration[name]) !== String(settings[name]) && !(name === 'epochs' && epochsBefore > 0),
  );
  const hasOtherImages =
    configuration.data === 'own' && settings.data === 'own' && ownImages !== present.ownImages;
  return hasOtherImages ? [...differing, 'ownImages'] : differing;
}
