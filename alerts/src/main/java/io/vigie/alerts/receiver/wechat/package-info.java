/// `wechat_configs`: messages of a WeCom application.
@NullMarked
package io.vigie.alerts.receiver.wechat;

import org.jspecify.annotations.NullMarked;
