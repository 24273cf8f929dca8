// What came later is ticked in the list itself.
export const taken = ['supply', 'complete']
