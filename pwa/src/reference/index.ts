export { inForce } from './in_force.ts'
export { ReferenceIndex } from './reference_index.ts'
export type {
  Faq,
  Language,
  Material,
  Product,
  ReferenceGroup,
  ReferenceItem,
  ReferenceSet,
  Topic,
} from './reference_item.ts'
