// The panel asks a customer; the foot would say it a second time.
export const taken = ['survey_response']
