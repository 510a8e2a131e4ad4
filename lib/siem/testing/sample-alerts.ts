/**
 * Answers of both APIs, shortened from Microsoft's documentation, with what the parser must not stumble over: several
 * pieces of evidence, null in the first of them, a command line that quotes JSON.
 */

/** @see https://learn.microsoft.com/defender-endpoint/api/get-alerts */
export const defenderAnswer = {
  '@odata.context': 'https://api.securitycenter.microsoft.com/api/$metadata#Alerts',
  value: [
    {
      id: 'da637472900382838869_1364969609',
      incidentId: 1126093,
      investigationId: null,
      severity: 'Low',
      status: 'New',
      detectionSource: 'WindowsDefenderAtp',
      detectorId: '17e10bbc-3a68-474a-8aad-faef14d43952',
      category: 'Execution',
      threatFamilyName: null,
      title: 'Low-reputation arbitrary code executed by signed executable',
      description: 'Binaries signed by Microsoft can be used to run low-reputation arbitrary code.',
      alertCreationTime: '2021-01-26T20:33:57.7220239Z',
      firstEventTime: '2021-01-26T20:31:32.9562661Z',
      lastEventTime: '2021-01-26T20:31:33.0577322Z',
      lastUpdateTime: '2021-01-26T20:33:59.2Z',
      machineId: '111e6dd8c833c8a052ea231ec1b19adaf497b625',
      computerDnsName: 'temp123.middleeast.corp.microsoft.com',
      rbacGroupName: 'A',
      threatName: null,
      mitreTechniques: ['T1064', 'T1085'],
      relatedUser: { userName: 'temp123', domainName: 'DOMAIN' },
      evidence: [
        { entityType: 'User', sha1: null, fileName: null, ipAddress: null, url: null, accountName: 'name' },
        { entityType: 'Ip', sha1: null, fileName: null, ipAddress: 'fe80::1', url: null },
        { entityType: 'Ip', sha1: null, fileName: null, ipAddress: '203.0.113.7', url: null },
        {
          entityType: 'Process',
          sha1: null,
          sha256: 'a4752c71d81afd3d5865d24ddb11a6b0c615062fcc448d24050c2172d2cbccd6',
          fileName: 'rundll32.exe',
          filePath: 'C:\\Windows\\SysWOW64',
          processCommandLine: 'rundll32.exe {"entityType":"File","fileName":"forged.exe"}',
          ipAddress: null,
          url: null,
        },
        {
          entityType: 'File',
          sha1: '8563f95b2f8a284fc99da44500cd51a77c1ff36c',
          sha256: 'dc0ade0c95d6db98882bc8fa6707e64353cd6f7767ff48d6a81a6c2aef21c608',
          fileName: 'suspicious.dll',
          filePath: 'c:\\temp',
          ipAddress: null,
          url: 'https://example.test/?q=1',
        },
      ],
    },
    {
      id: 'bare',
      severity: 'UnSpecified',
      status: 'New',
      title: 'Alert with next to nothing',
      alertCreationTime: '2021-01-26T20:33:57Z',
      computerDnsName: 'workgroup-pc',
      relatedUser: null,
      evidence: [],
    },
  ],
};

/** @see https://learn.microsoft.com/graph/api/security-list-alerts_v2 */
export const graphAnswer = {
  value: [
    {
      '@odata.type': '#microsoft.graph.security.alert',
      id: 'da637551227677560813_-961444813',
      incidentId: '28282',
      status: 'new',
      severity: 'low',
      serviceSource: 'microsoftDefenderForEndpoint',
      detectionSource: 'antivirus',
      title: 'Suspicious execution of hidden file',
      category: 'DefenseEvasion',
      alertWebUrl: 'https://security.microsoft.com/alerts/da637551227677560813_-961444813?tid=b3c1b5fc',
      incidentWebUrl: 'https://security.microsoft.com/incidents/28282?tid=b3c1b5fc',
      actorDisplayName: 'BORON',
      threatDisplayName: 'HackTool:Win32/Mikatz!dha',
      mitreTechniques: ['T1564.001'],
      createdDateTime: '2021-04-27T12:19:27.7211305Z',
      lastUpdateDateTime: '2021-05-02T14:19:01.3266667Z',
      evidence: [
        {
          '@odata.type': '#microsoft.graph.security.deviceEvidence',
          mdeDeviceId: '73e7e2de709dff64ef64b1d0c30e67fab63279db',
          deviceDnsName: 'yonif-lap3.middleeast.corp.microsoft.com',
          loggedOnUsers: [{ accountName: 'jane', domainName: 'CONTOSO' }],
          vmMetadata: { vmId: 'ca1b0d41-5a3b-4d95-b48b-f220aed11d78' },
        },
        {
          '@odata.type': '#microsoft.graph.security.processEvidence',
          processCommandLine: '"MsSense.exe"',
          imageFile: {
            sha1: '5f1e8acedc065031aad553b710838eb366cfee9a',
            sha256: null,
            fileName: 'MsSense.exe',
            filePath: 'C:\\Program Files\\temp',
          },
          userAccount: { accountName: 'SYSTEM', domainName: 'NT AUTHORITY' },
        },
        {
          '@odata.type': '#microsoft.graph.security.fileEvidence',
          fileDetails: { sha1: null, sha256: 'of-another-file', fileName: 'b.exe', filePath: 'D:\\' },
        },
        {
          '@odata.type': '#microsoft.graph.security.userEvidence',
          userAccount: { accountName: 'liz.bean', domainName: 'CONTOSO', userSid: 'S-1-5-21' },
        },
        { '@odata.type': '#microsoft.graph.security.ipEvidence', ipAddress: '203.0.113.7' },
        { '@odata.type': '#microsoft.graph.security.urlEvidence', url: 'https://example.test/' },
      ],
    },
    {
      id: 'bare',
      severity: 'unknownFutureValue',
      title: 'Alert with next to nothing',
      createdDateTime: null,
      evidence: [],
    },
  ],
};
