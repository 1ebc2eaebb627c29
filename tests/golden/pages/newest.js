window.bangvangNewest = [{"title": "Bài một", "url": "tin-bai/2020/05/bai-mot/", "day": "2/5/2020"}];
