"""Words and numbers that many passwords in China are made of: love, luck, family, school, brands, hosts."""

_LOVE = """woaini woai woaiwo aini aiwo ainima woxiangni woyaoni xihuanni laopo laogong baobei baobao qinai love
iloveyou loveyou lovely forever baby honey kiss darling wuyan tianshi yongyuan yisheng yishi"""
_NUMBERS = """520 521 1314 5201314 5211314 1314520 1314521 201314 584520 5845201314 7758521 7758258 3344520 3344521
2008 110 119 120 168 888 666 999 114 12306 163 126 147 258 369 789 456 123 321 123123 112233 121212 111222 147258 258369
159357 31415926 3141592 314159 271828"""
_PINYIN = """wode nide woshi nishi shishei shishui nihao mima wangle meiyou zhidao caonima caoni nima wocao shabi
niubi laozi baba mama woaiwojia woaiwo jiushi tiancai zhongguo beijing shanghai jiangxi nanchang ganzhou jiujiang
shangrao yichun jian fuzhou pingxiang xinyu yingtan jingdezhen laoshi xuesheng xuexiao jiaoyu jiaoyun ganjiaoyun jiaoshi
yuwen shuxue yingyu xiaoxue zhongxue gaozhong chuzhong daxue banji jiaoyuju"""
_COMPUTER = """password passwd passw0rd p@ssw0rd pass word admin administrator root user guest test login master super
system server computer windows internet welcome hello qwer asdf zxcv qaz wsx edc qwe asd zxc abc a1b2c3 jxedu jyj edu
student teacher school china baidu taobao weixin wechat alipay qq tencent sina sohu netease google yahoo hotmail dell
lenovo samsung nokia apple iphone game gamer dragon monkey sunshine princess football superman batman michael
killer shadow angel happy lucky money www com http net cn"""

#: All of them; a password made of nothing else is refused.
USUAL_WORDS = frozenset(f"{_LOVE} {_NUMBERS} {_PINYIN} {_COMPUTER}".split())
