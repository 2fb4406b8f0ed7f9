// The recording of what the server says, in this window: whether one is under way, and what became of the last.
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { noRecording, type RecordingState } from '../../shared/domain/recording';
import { invoke, listen } from '../bridge';

export const useRecordingStore = defineStore('recording', () => {
  const state = shallowRef<RecordingState>(noRecording);
  let hasHeard = false;
  listen('recording:changed', (changed) => {
    hasHeard = true;
    state.value = changed;
  });
  // What was told meanwhile is newer.
  void invoke('recording:state').then(
    (known) => {
      if (!hasHeard) state.value = known;
    },
    () => undefined, // what is told next will do
  );

  return { state, stop: () => invoke('recording:stop') };
});
