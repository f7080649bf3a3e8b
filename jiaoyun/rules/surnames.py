"""Surnames that are read otherwise than the same character elsewhere, and surnames of two characters.

Sources: 《通用规范汉字字典》 and 《现代汉语词典》 for the readings (tone as a digit, v for ü), 公安部 (姓名报告 2020)
for the surnames of two characters. Of two living readings the more frequent one stands.
"""

from jiaoyun.rules.text import words

#: One character → its reading as a surname.
SURNAME_READINGS: dict[str, str] = {
    pair[0]: pair[1:]
    for pair in words(
        "单shan4 曾zeng1 解xie4 仇qiu2 区ou1 查zha1 朴piao2 任ren2 华hua4 覃qin2 翟zhai2 乐yue4 盖ge3 员yun4 "
        "缪miao4 纪ji3 燕yan1 应ying1 宁ning2 那na1 哈ha3 召shao4 秘bi4 冼xian3 洗xian3 折she2 黑he4 重chong2 "
        "种chong2 祭zhai4 车che1 佴nai4 阚kan4 谌chen2 郗xi1 干gan1 观guan4 过guo1 葛ge3 令ling2 牟mu4 能nai4 "
        "曲qu1 繁po2 柏bai3 薄bo2 卜bu3 都du1 盛sheng4 石shi2 臧zang1 尉wei4 句gou1 褚chu3 郇xun2 宿su4 撒sa3 "
        "粘nian2 谷gu3 莘shen1 亓qi2 沈shen3 隗wei3 逄pang2 宓mi4 晁chao2 麴qu1 贠yun4 訾zi1 洪hong2 万wan4 於yu1 "
        "俞yu2 冯feng2 强qiang2 行xing2 长chang2 便pian2 少shao4 呙guo1 禚zhuo2 乜nie4 妫gui1 禤xuan1 仝tong2 "
        "相xiang4 钻zuan1 瞿qu2 晏yan4 费fei4 賁ben1 贲ben1 卓zhuo2 占zhan1 詹zhan1 幸xing4 揭jie1 敖ao2 漆qi1 "
        "眭sui1 厍she4 庹tuo3 逯lu4 郄qie4 郏jia2"
    )
}

#: Two characters → the readings of both, for names of three characters and more.
COMPOUND_SURNAMES: dict[str, tuple[str, str]] = {
    pair[:2]: (pair[2:].split("/")[0], pair[2:].split("/")[1])
    for pair in words(
        "欧阳ou1/yang2 上官shang4/guan1 皇甫huang2/fu3 令狐ling2/hu2 诸葛zhu1/ge3 司徒si1/tu2 司马si1/ma3 "
        "申屠shen1/tu2 夏侯xia4/hou2 贺兰he4/lan2 完颜wan2/yan2 慕容mu4/rong2 尉迟yu4/chi2 长孙zhang3/sun1 "
        "呼延hu1/yan2 轩辕xuan1/yuan2 公孙gong1/sun1 端木duan1/mu4 东方dong1/fang1 南宫nan2/gong1 独孤du2/gu1 "
        "西门xi1/men2 万俟mo4/qi2 澹台tan2/tai2 淳于chun2/yu2 单于chan2/yu2 太叔tai4/shu1 公冶gong1/ye3 "
        "宗政zong1/zheng4 濮阳pu2/yang2 钟离zhong1/li2 宇文yu3/wen2 闾丘lv2/qiu1 鲜于xian1/yu2 亓官qi2/guan1 "
        "司寇si1/kou4 司空si1/kong1 仲孙zhong4/sun1 乐正yue4/zheng4 漆雕qi1/diao1 公西gong1/xi1 公羊gong1/yang2 "
        "拓跋tuo4/ba2 百里bai3/li3 东郭dong1/guo1 南门nan2/men2 赫连he4/lian2 闻人wen2/ren2 巫马wu1/ma3 "
        "颛孙zhuan1/sun1 左丘zuo3/qiu1 第五di4/wu3 段干duan4/gan1 冷狐leng3/hu2 纳兰na4/lan2 太史tai4/shi3 "
        "宰父zai3/fu3 谷梁gu3/liang2 梁丘liang2/qiu1 东里dong1/li3 范姜fan4/jiang1 刘付liu2/fu4 刘傅liu2/fu4 "
        "歐陽ou1/yang2 諸葛zhu1/ge3 司馬si1/ma3 尉遲yu4/chi2 長孫zhang3/sun1 軒轅xuan1/yuan2 鍾離zhong1/li2 "
        "万侯mo4/qi2"
    )
}
