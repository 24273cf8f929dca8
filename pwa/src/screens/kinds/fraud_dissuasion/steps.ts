// The panel asks what concluding needs, in the order in which it happens.
export const taken = ['conclude']
