// Codes: read with the camera, drawn on the screen.
export { default as QrPicture } from './QrPicture.vue'
export { default as ScanSheet } from './ScanSheet.vue'
export { labelText, recordOfLabel } from './label'
export { t as scanText } from './texts'
