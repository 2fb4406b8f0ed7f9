export default {
  title: 'حول Parley',
  version: 'الإصدار {version}',
  what: 'برنامج مراسلة لخدمة Communicator Web Access.',
  runsOn: 'ما يعمل عليه',
  system: 'النظام',
  copy: 'نسخ',
  copyHint: 'نسخ جميع الإصدارات، للإبلاغ عن خطأ',
  copied: 'تم النسخ',
  licence: 'الترخيص',
  own: 'يجوز استخدام Parley وتعديله ونقله إلى الآخرين بموجب ترخيص MIT.',
  libraries: 'مكتبات الآخرين',
  librariesText:
    'لا يحتوي Parley على مكتبات للآخرين. | يحتوي Parley على مكتبة واحدة لآخرين، بترخيصها الخاص. | يحتوي Parley على مكتبتين لآخرين، لكل منهما ترخيصها. | يحتوي Parley على {count} مكتبات لآخرين، لكل منها ترخيصها. | يحتوي Parley على {count} مكتبة لآخرين، لكل منها ترخيصها. | يحتوي Parley على {count} مكتبة لآخرين، لكل منها ترخيصها.',
  noLibraries: 'لا تذكر هذه النسخة المكتبات التي فيها. تذكرها حزم Parley.',
  librariesProblem: 'تعذرت قراءة قائمة المكتبات. توجد أيضًا في الملف THIRD-PARTY-NOTICES.txt في مجلد البرنامج.',
  loading: 'جارٍ قراءة القائمة…',
  electron:
    'لكل من Electron وChromium تراخيصه: تجدها في الملفين LICENSE.electron.txt وLICENSES.chromium.html في مجلد البرنامج.',
  licenceOf: 'ترخيص {name}',
};
