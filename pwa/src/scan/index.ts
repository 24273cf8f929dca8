// Codes: read with the camera, drawn on the screen.
export { default as PublicCode } from './PublicCode.vue'
export { default as QrPicture } from './QrPicture.vue'
export { default as ScanSheet } from './ScanSheet.vue'
export { codeFields, madeBy, offerOf, pageAddress } from './public_link'
export { labelText, recordOfLabel } from './label'
export { t as scanText } from './texts'
