// Sheets stand in front of a page, never on the first one: their kit is loaded when the first of them opens.
import { defineAsyncComponent } from 'vue'

export const ConfirmSheet = defineAsyncComponent(() => import('./ConfirmSheet.vue'))
export const ModalSheet = defineAsyncComponent(() => import('./ModalSheet.vue'))
