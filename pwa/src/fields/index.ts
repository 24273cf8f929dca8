// Editors of one value, and values as people read them.
export { default as RecordField } from './RecordField.vue'
export { FORM_WORLD, useFormWorld, type FormWorld, type Pick, type RecordPicks } from './form_world'
export { isMasked, unmasked } from './masked'
export { chosenItems, hasValue, isOffered, picksRecords, suggested } from './picks'
export { subtitleOf, titleOf, valueText, yuan } from './value_text'
export { instantOf, minuteOf, wallTime } from './bank_time'
