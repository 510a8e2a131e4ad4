import { describe, expect, it } from 'vitest';
import { cloudWith } from '@/lib/cloud/microsoft-clouds';
import { directoryRoles } from '@/lib/session/directory-roles';
import { chooseUpstream } from './api-obstacle';

const cloud = cloudWith({});
const global = { roles: [directoryRoles.globalAdministrator], findings: null };
const application = {
  roles: [directoryRoles.securityAdministrator, directoryRoles.applicationAdministrator],
  findings: null,
};

describe('chooseUpstream', () => {
  it('makes detections of what their maker can grant', () => {
    expect(chooseUpstream(cloud, application)).toBe('defender-alerts');
  });

  it('prefers Graph, which knows more, for those who can grant it', () => {
    expect(chooseUpstream(cloud, global)).toBe('graph-alerts');
  });

  it('asks for Graph where the Alerts API is not in the cloud', () => {
    expect(chooseUpstream({ ...cloud, regions: [] }, application)).toBe('graph-alerts');
  });
});
