// The screening is recorded by the panel, which asks the list itself instead of a person.
export const taken = ['screen']
