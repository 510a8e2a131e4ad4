import about from '@/messages/sv/about.json';
import access from '@/messages/sv/access.json';
import app from '@/messages/sv/app.json';
import approval from '@/messages/sv/approval.json';
import connector from '@/messages/sv/connector.json';
import consent from '@/messages/sv/consent.json';
import doctor from '@/messages/sv/doctor.json';
import door from '@/messages/sv/door.json';
import enable from '@/messages/sv/enable.json';
import history from '@/messages/sv/history.json';
import notices from '@/messages/sv/notices.json';
import orphan from '@/messages/sv/orphan.json';
import prerequisites from '@/messages/sv/prerequisites.json';
import problem from '@/messages/sv/problem.json';
import sessions from '@/messages/sv/sessions.json';
import setup from '@/messages/sv/setup.json';
import shell from '@/messages/sv/shell.json';
import siem from '@/messages/sv/siem.json';
import siemGuide from '@/messages/sv/siem-guide.json';
import signIn from '@/messages/sv/sign-in.json';
import tokens from '@/messages/sv/tokens.json';
import trouble from '@/messages/sv/trouble.json';
import ui from '@/messages/sv/ui.json';
import verify from '@/messages/sv/verify.json';

export const swedish = {
  about,
  access,
  app,
  approval,
  connector,
  consent,
  doctor,
  door,
  enable,
  history,
  notices,
  orphan,
  prerequisites,
  problem,
  sessions,
  setup,
  shell,
  siem,
  siemGuide,
  signIn,
  tokens,
  trouble,
  ui,
  verify,
};
