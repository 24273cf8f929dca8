// The sheet on which a picture is seen before it is kept, and faces and numbers are painted over. It is given the `photo`, a
// Blob, and answers with `done` and the Blob to keep, or with `cancel`.
import { defineAsyncComponent, type Component } from 'vue'

const sheets = import.meta.glob<{ default: Component }>('./PhotoSheet.vue')
const load = sheets['./PhotoSheet.vue']

/** Null in a build without one: pictures are then kept as they were taken. */
export const PhotoSheet: Component | null = load === undefined ? null : defineAsyncComponent(load)
