"""What the camera's verdict means for the technician, and what to do better, in both languages."""

from assist.messages.model import Text

_CAUSES = {
    "blur": Text(
        zh="照片模糊：请稳住相机，等画面清晰后再拍。", en="Blurred: hold still and wait until it is sharp."
    ),
    "dark": Text(zh="太暗：请打开照明，或换个角度。", en="Too dark: switch on a light or change the angle."),
    "glare": Text(zh="反光：请换个角度，避开直射光。", en="Glare: change the angle, away from direct light."),
    "bright": Text(zh="过曝：请移开强光再拍。", en="Too bright: move the strong light away."),
    "untaught": Text(
        zh="这个检查项还没有样本，相机无法判断：等待质检员复核。",
        en="Nobody has taught this check yet, so the camera can't tell: QA will look at it.",
    ),
    "camera_failed": Text(
        zh="检查程序出错，没有看这张照片。照片已保存：等待质检员复核。",
        en="The check itself failed and has not looked at the photo. The photo is kept: QA will look at it.",
    ),
    "same_step": Text(
        zh="这张照片已经用于第 {step} 步：请重拍一张，或等待质检员复核。",
        en="This photo was already used for step {step}: take a new one, or wait for QA to look at it.",
    ),
    "same_job": Text(
        zh="这张照片已经用于另一次作业：请重拍一张，或等待质检员复核。",
        en="This photo was already used for another job: take a new one, or wait for QA to look at it.",
    ),
    "not_found": Text(
        zh="没有找到要拍的部位：请把它放进取景轮廓里。",
        en="The part is not in the picture: bring it into the outline.",
    ),
    "photo_too_small": Text(
        zh="照片太小：请用相机原图，不要用缩略图。",
        en="The photo is too small: use the camera's own picture.",
    ),
    "photo_too_narrow": Text(
        zh="照片是一长条：请用普通画幅重拍。", en="The photo is a strip: take one of ordinary shape."
    ),
    "photo_too_large": Text(
        zh="照片像素过大：请用页面上的相机拍摄。", en="The photo has too many pixels: use the page's camera."
    ),
    "photo_not_image": Text(zh="这个文件不是照片：请重拍。", en="This file is no photo: take one."),
    "photo_truncated": Text(zh="照片不完整：请重新上传。", en="The photo is incomplete: send it again."),
}
_OUTCOMES = {
    "pass": Text(zh="通过。", en="Passed."),
    "fail": Text(
        zh="未通过：标出的位置与合格样本不同。请检查后重拍。",
        en="Not passed: the marked place differs from good work. Check it and take another photo.",
    ),
    "unsure": Text(
        zh="无法判断：请再拍一张，或等待质检员复核。",
        en="Can't tell: take another photo, or wait for QA to look at it.",
    ),
    "retake": Text(zh="请重拍。", en="Please take the photo again."),
}


def message(outcome: str, cause: str) -> Text:
    """One sentence about a verdict: the cause and its cure where there is one, else the outcome."""
    name, _, step = cause.partition(":")
    text = _CAUSES.get(name) or _OUTCOMES[outcome]
    return Text(zh=text.zh.replace("{step}", step), en=text.en.replace("{step}", step)) if step else text


def same_step(number: int) -> str:
    """The cause of a photo whose bytes were handed in for another gate of the job; `number` is its step's."""
    return f"same_step:{number}"
