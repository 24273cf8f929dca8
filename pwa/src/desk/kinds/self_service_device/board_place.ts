// Where the board stands in the rail of the desk, and for whom besides the branch: the department that repairs devices.
export const place = { icon: 'device', zh: '设备看板', en: 'Devices', departments: ['tech_support'] }
