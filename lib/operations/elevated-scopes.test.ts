import { describe, expect, it } from 'vitest';
import { elevatedScopes } from './elevated-scopes';

describe('elevatedScopes', () => {
  it('asks for nothing but applications when no permission of Microsoft Graph is granted', () => {
    expect(elevatedScopes(null)).toEqual(['Application.ReadWrite.All']);
    expect(elevatedScopes('defender-alerts')).toEqual(['Application.ReadWrite.All']);
  });

  it('asks for app role assignments too when one is', () => {
    const scopes = ['Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All'];
    expect(elevatedScopes('graph-alerts')).toEqual(scopes);
  });
});
