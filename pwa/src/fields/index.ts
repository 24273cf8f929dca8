// Editors of one value, and values as people read them.
export { default as FieldValue } from './FieldValue.vue'
export { default as PhotoPicture } from './PhotoPicture.vue'
export { default as RecordField } from './RecordField.vue'
export {
  FORM_WORLD,
  READ_FILE,
  useFormWorld,
  type Attached,
  type FileUse,
  type FormWorld,
  type Pick,
  type ReadFile,
  type RecordPicks,
} from './form_world'
export { holdsMasked, isMasked, unmasked } from './masked'
export { isNarrow } from './narrow'
export { chosenItems, hasValue, isMultiple, isOffered, isPictured, kindPicked, picksRecords, suggested } from './picks'
export { readStrokes, pathOf, STROKES_TYPE, type Strokes } from './strokes'
export { entryText, subtitleOf, titleOf, valueText, yuan } from './value_text'
export { instantOf, minuteOf, wallTime } from './bank_time'
